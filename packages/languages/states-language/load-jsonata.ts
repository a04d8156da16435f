/** JSONata, loaded when the first expression is met: most definitions have none, and it is the largest module here. */
export function loadJsonata(): typeof import("jsonata") {
  return require("jsonata");
}
