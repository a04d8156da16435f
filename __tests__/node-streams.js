// Node's own streams in the place of the package readable-stream, which declares `Promise` and others anew: it cannot be
// loaded beside the globals that jest-preset.json injects. They are there because each use of a global in jest's sandbox
// takes several times as long.
"use strict";
module.exports = require("node:stream");
