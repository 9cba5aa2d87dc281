// Names of the caches of a hub. Several hubs may be on one origin, one for
// several audiences even at one address: each has its own.

// shelfOf is the cache of the search's files.
export const shelfOf = (base, audience) => `ankerplatz ${base}search/${audience && ` ${audience}`}`;

// pagesOf is how the caches of an audience's pages begin.
export const pagesOf = (base, audience) => `ankerplatz ${base} ${audience} `;

// isOf tells whether a cache is one of a hub, of whatever audience.
export function isOf(base, name) {
  const shelf = shelfOf(base, "");
  return name === shelf || name.startsWith(`${shelf} `) || name.startsWith(`ankerplatz ${base} `);
}
