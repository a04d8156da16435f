"use strict";

/**
 * In a bundle, cdktf's `assert`: node's own, which opens the standard error as soon as it is loaded, is loaded where a value
 * is refused.
 */
function ok(value, message) {
  if (!value) require("assert").ok(value, message);
}

module.exports = new Proxy(ok, { get: (_, name) => (name === "ok" ? ok : require("assert")[name]) });
