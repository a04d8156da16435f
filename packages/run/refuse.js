"use strict";
const { engines } = require("../../package.json");

/** Why this version of Node.js, `"20.9.0"`, cannot run the project, or undefined. */
function refuseNode(version) {
  const least = engines.node.replace(">=", "").split(".").map(Number);
  const [major, minor] = version.split(".").map(Number);
  if (major > least[0] || (major === least[0] && minor >= least[1])) return undefined;
  return "Node.js: is too old, got " + version + "; install " + least.join(".") + " or later, .nvmrc names one";
}

/** Why the packages that every command needs are not there, or undefined. */
function refuseInstallation() {
  try {
    require.resolve("esbuild");
    return undefined;
  } catch (error) {
    return "node_modules: the project's packages are not installed, got " + error.code + "; run 'npm ci' first";
  }
}

module.exports = { refuseNode, refuseInstallation };
