import support from "../vendor/lunr/lunr.stemmer.support.js";
import rules from "../vendor/lunr/lunr.de.js";

export default function add(lunr) {
  if (!lunr.stemmerSupport) support(lunr);
  if (!lunr.de) rules(lunr);
}
