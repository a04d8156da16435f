// usage: node packages/run FILE.ts [ARGUMENT...]
// Runs a TypeScript file as node would run JavaScript. In the words of the oldest Node.js that a user may have, because
// nothing can be said by code that does not parse.
"use strict";
const { refuseNode, refuseNpmOption } = require("./refuse.js");

const refusal = refuseNode(process.versions.node) || refuseNpmOption(process.env);
if (refusal) {
  console.error("error: " + refusal);
  process.exit(2);
}
require("./run-file.js").runFile(process.argv);
