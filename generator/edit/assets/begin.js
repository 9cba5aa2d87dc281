// Decap CMS begins when edit.js has its configuration.
window.CMS_MANUAL_INIT = true;
