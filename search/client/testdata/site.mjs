// A published site as the tests ask it: files of a folder, with what was fetched.

import fs from "node:fs/promises";
import path from "node:path";

export const dir = process.env.SITE;
export const { openSearch } = await import(path.join(dir, "search", "client.js"));

export function site(change = (name, text) => text) {
  const fetched = [];
  const fetch = async (address) => {
    const name = new URL(address, "https://hub.example.org").pathname.replace(/^\/hub\//, "/");
    fetched.push(name);
    try {
      const text = change(name, await fs.readFile(path.join(dir, name), "utf8"));
      return new Response(text);
    } catch {
      return new Response("", { status: 404 });
    }
  };
  return { fetch, fetched };
}
