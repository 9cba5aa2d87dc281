export { default } from "../vendor/lunr/lunr.js";
