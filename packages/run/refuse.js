"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { engines } = require("../../package.json");

const PROJECT = join(__dirname, "..", "..");

/** Why this version of Node.js, `"20.9.0"`, cannot run the project, or undefined. */
function refuseNode(version) {
  const least = engines.node.replace(">=", "").split(".").map(Number);
  const [major, minor] = version.split(".").map(Number);
  if (major > least[0] || (major === least[0] && minor >= least[1])) return undefined;
  return "Node.js: is too old, got " + version + "; install " + least.join(".") + " or later, .nvmrc names one";
}

/** Why the packages that every command needs are not there, or are not those of package-lock.json; or undefined. */
function refuseInstallation(project = PROJECT) {
  try {
    require.resolve("esbuild");
  } catch (error) {
    return "node_modules: the project's packages are not installed, got " + error.code + "; run 'npm ci' first";
  }
  const got = findOutdated(project);
  if (got === undefined) return undefined;
  return "node_modules: the project's packages are not those of package-lock.json, got " + got + "; run 'npm ci'";
}

/** The first package that is missing or of another version, as after a pull; undefined too where another one than npm installs. */
function findOutdated(project) {
  const wanted = readPackages(join(project, "package-lock.json"));
  const installed = readPackages(join(project, "node_modules", ".package-lock.json"));
  if (wanted === undefined || installed === undefined) return undefined;
  for (const path of Object.keys(wanted)) {
    const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) || [];
    const { version, dev, optional, devOptional, peer } = wanted[path];
    const there = installed[path];
    if (name === undefined || version === undefined) continue;
    if (there === undefined && !dev && !optional && !devOptional && !peer) return "no " + name + " " + version;
    if (there !== undefined && there.version !== version) return name + " " + there.version + " for " + version;
  }
  return undefined;
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch (error) {
    return undefined;
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

/**
 * Why npm has an option that is meant for the command, or undefined: it stood before the two dashes, or PowerShell took
 * those away before an older npm got them, as it does where they are not quoted.
 * @see https://github.com/npm/cli/issues/4903
 */
function refuseNpmOption(environment, platform) {
  const name = OPTIONS.find((each) => environment["npm_config_" + each.replace(/-/g, "_")] !== undefined);
  const event = environment.npm_lifecycle_event;
  if (name === undefined || event === undefined) return undefined;
  const command = "npm " + (event === "start" ? "" : "run ") + event;
  const dashes = (platform || process.platform) === "win32" ? '"--"' : "--";
  return "--" + name + ": npm took it for its own, got it before '--'; write " + command + " " + dashes + " --" + name;
}

module.exports = { refuseNode, refuseInstallation, refuseNpmOption };
