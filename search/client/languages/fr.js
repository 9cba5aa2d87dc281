import support from "../vendor/lunr/lunr.stemmer.support.js";
import rules from "../vendor/lunr/lunr.fr.js";
import lunr from "../vendor/lunr/lunr.js";

support(lunr);
rules(lunr);

export default lunr;
