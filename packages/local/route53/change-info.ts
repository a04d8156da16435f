import { randomInt } from "node:crypto";
import { Route53Error } from "./route53-error";

export const PATH = "/2013-04-01";
export const ZONE = `${PATH}/hostedzone/{Id}`;

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** An id of AWS's form: a letter, and as many more characters as are asked for. */
export const createId = (letter: string, length: number): string =>
  letter + Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join("");

export const createChangeId = (): string => createId("C", 20);

/** A change is in every name server at once, where AWS takes up to a minute. */
export const describeChange = ({ now }: { readonly now: () => number }, id: string) => ({
  ChangeInfo: { Id: `/change/${id}`, Status: "INSYNC", SubmittedAt: new Date(now()).toISOString() },
});

/** *Assumed*: the text. */
export function readMaxItems(text: string, most: number): number {
  if (/^0*[1-9]\d*$/.test(text)) return Math.min(Number(text), most);
  throw new Route53Error("InvalidInput", `Invalid value for maxitems: '${text}'`);
}
