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

/** Options of this project's commands that npm has none of the same name as. */
const OPTIONS = (
  "var var-file allow-provider emulated-only port host speed lambda mock test-case empty state inspect endpoint input history body context markdown fail-on fail-if explain " +
  "substitution tail since expect messages settle header subprotocol iam region outputs stack connect-timeout " +
  "inspection-level role-arn state-configuration variables stage-variables params " +
  "open forward api-key query timeout limit filter type area cases minutes seed from keep most classpath peers rounds write " +
  "execution free-tier load plot prices print-prices connections messages-per-minute bytes-in bytes-out duration-ms memory-mb transitions " +
  "lambda-memory-mb connection-minutes writes-per-connection log-bytes log-retention-days traced key-requests " +
  "trace no-trace output output-name standard theme " +
  "clients accounts regions apis connect-rate request-rate request-burst posts-per-message ramp back-off base-ms cap-ms message-attempts seconds outage " +
  "rate duration storm-at reconnect-every reconnect-after html i-own-this-endpoint no-tests short in-flight"
).split(" ");

/** Why npm has an option that is meant for the command, or undefined: it stood before the two dashes. */
function refuseNpmOption(environment) {
  const name = OPTIONS.find((each) => environment["npm_config_" + each.replace(/-/g, "_")] !== undefined);
  const event = environment.npm_lifecycle_event;
  if (name === undefined || event === undefined) return undefined;
  const command = "npm " + (event === "start" ? "" : "run ") + event;
  return "--" + name + ": npm took it for its own, got it before '--'; write " + command + " -- --" + name;
}

module.exports = { refuseNode, refuseInstallation, refuseNpmOption };
