// Puts the reader's choice of light or dark on the page, and keeps a place for
// the reader's key user where the department is known. It stands in the head
// as an async module of its own: it is there before the first paint when it
// comes from the cache, and holds nothing up when it does not.

try {
  const theme = localStorage.getItem("ankerplatz.theme");
  if (theme) document.documentElement.dataset.theme = theme;
  if (localStorage.getItem("ankerplatz.department")) document.documentElement.dataset.myDepartment = "";
} catch {
  // storage is forbidden: the system's choice holds
}
