/** A format of a text: whether a text has it, and what is said of one that has not. */
interface Format {
  readonly fits: (text: string) => boolean;
  readonly describe: (text: string) => string;
}

const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,12})?(?:Z|[+-]\d\d:?\d\d)$/;
const LABEL = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i;

/**
 * Draft 4's formats; a text passes every other one. That API Gateway checks them is *assumed*: public reports disagree.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-fge-json-schema-validation-00#section-7.3
 */
export const FORMATS: Readonly<Record<string, Format>> = {
  "date-time": {
    fits: (text) => DATE_TIME.test(text) && isDay(text.slice(0, 10)),
    describe: (text) => `string ${JSON.stringify(text)} is invalid against requested date format(s) date-time`,
  },
  email: { fits: isEmail, describe: invalid("email address") },
  hostname: { fits: isHostname, describe: invalid("hostname") },
  ipv4: { fits: (text) => loadNet().isIPv4(text), describe: invalid("IPv4 address") },
  ipv6: { fits: (text) => loadNet().isIPv6(text), describe: invalid("IPv6 address") },
  uri: { fits: (text) => URL.canParse(text), describe: invalid("URI") },
};

/** Not loaded before a text is to be an address: synthesis, which needs none, would wait for it. */
const loadNet = () => require("node:net") as typeof import("node:net");

function invalid(what: string): Format["describe"] {
  return (text) => `string ${JSON.stringify(text)} is not a valid ${what}`;
}

function isDay(text: string): boolean {
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  return at > 0 && !/\s/.test(text) && isHostname(text.slice(at + 1));
}

function isHostname(text: string): boolean {
  return text.length <= 253 && text.split(".").every((label) => LABEL.test(label));
}
