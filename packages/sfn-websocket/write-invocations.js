// What a source says of this project's scripts, in the words of a reader who has the package, and none of the scripts.
"use strict";
const COMMANDS = require("../run/commands.json");

const PROGRAM = "npx sfn-websocket";

/** The scripts that are no commands of the package, but have their like wherever it is installed. */
const ELSEWHERE = { synth: "npx cdktf synth" };

/**
 * A text in which the project's scripts are written as whoever has the package starts them: `npx sfn-websocket policy
 * --json` for `npm run policy -- --json`. What has no like stays as it is.
 */
function writeInvocations(text) {
  return text.replace(
    /\bnpm (?:(start)|run(?: --silent)? ([\w:-]+))(?: --(?=[ "'`]|$))?/gm,
    (written, start, script) => {
      const [name] = Object.entries(COMMANDS).find(([, each]) => each.script === (start ?? script)) ?? [];
      return name === undefined ? (ELSEWHERE[script] ?? written) : `${PROGRAM} ${name}`;
    },
  );
}

module.exports = { PROGRAM, writeInvocations };
