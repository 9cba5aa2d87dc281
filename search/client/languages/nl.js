import support from "../vendor/lunr/lunr.stemmer.support.js";
import rules from "../vendor/lunr/lunr.nl.js";

export default function add(lunr) {
  if (!lunr.stemmerSupport) support(lunr);
  if (!lunr.nl) rules(lunr);
}
