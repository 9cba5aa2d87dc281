import support from "../vendor/lunr/lunr.stemmer.support.js";
import rules from "../vendor/lunr/lunr.da.js";

export default function add(lunr) {
  if (!lunr.stemmerSupport) support(lunr);
  if (!lunr.da) rules(lunr);
}
