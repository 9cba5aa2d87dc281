// Fetches what the repository carries from other projects: vendor.json says which
// files of which package, vendor.sum what they must be. Run by "make vendor"
// with the repository's root as the working directory; the files are part of
// the repository, so nobody needs this to build a hub.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

const packages = JSON.parse(fs.readFileSync("tests/vendor.json", "utf8"));
const temporary = fs.mkdtempSync(path.join(fs.realpathSync("."), ".vendor-"));
const sums = [];

// unpack returns the folder of a package whose archive is what integrity says.
function unpack({ package: name, version, integrity }) {
  const folder = path.join(temporary, name);
  fs.mkdirSync(folder, { recursive: true });
  execFileSync("npm", ["pack", "--silent", `--pack-destination=${folder}`, `${name}@${version}`]);
  const archive = path.join(folder, fs.readdirSync(folder)[0]);
  const got = `sha512-${createHash("sha512").update(fs.readFileSync(archive)).digest("base64")}`;
  if (got !== integrity) throw new Error(`${name}@${version}: integrity is ${got}, vendor.json has ${integrity}`);
  execFileSync("tar", ["-xzf", archive, "-C", folder]);
  return path.join(folder, "package");
}

function copy(from, to) {
  fs.mkdirSync(path.dirname(to), { recursive: true });
  fs.copyFileSync(from, to);
  sums.push(`${createHash("sha256").update(fs.readFileSync(to)).digest("hex")}  ${to}`);
}

try {
  for (const { to } of packages) fs.rmSync(to, { recursive: true, force: true });
  for (const wanted of packages) {
    const folder = unpack(wanted);
    for (const [from, to] of Object.entries(wanted.files)) {
      const target = path.posix.join(wanted.to, to);
      const [parent, suffix] = from.split("*");
      if (suffix === undefined) copy(path.join(folder, from), target);
      else {
        const names = fs.readdirSync(path.join(folder, parent)).filter((name) => name.endsWith(suffix));
        for (const name of names) copy(path.join(folder, parent, name), path.posix.join(target, name));
      }
    }
  }
  sums.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1));
  fs.writeFileSync("tests/vendor.sum", `${sums.join("\n")}\n`);
} finally {
  fs.rmSync(temporary, { recursive: true });
}
