/** Headers of every answer: no page of elsewhere gets hold of it, and it is not taken for something else than it says. */
export const HARDENED = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
};
