import { createHash, randomUUID } from "node:crypto";

const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const HEXADECIMAL = "0123456789abcdef";

/** Returns a distribution's id, of AWS's form: E and 13 capitals and digits. The same seed gives the same id. */
export const createDistributionId = (seed: string = randomUUID()): string => `E${draw(seed, 13, CAPITALS)}`;

/** Returns the domain name of a distribution: d and 13 small letters and digits before `.cloudfront.net`. */
export const printDomainName = (distributionId: string): string =>
  `d${draw(distributionId, 13, CAPITALS).toLowerCase()}.cloudfront.net`;

/** Returns a policy's id, a UUID. The same seed gives the same id. */
export const createPolicyId = (seed: string = randomUUID()): string =>
  [8, 4, 4, 4, 12].map((length, part) => draw(`${seed}/${part}`, length, HEXADECIMAL)).join("-");

/** Returns the name of a new version of a resource. */
export const createETag = (): string => `E${draw(randomUUID(), 13, CAPITALS)}`;

function draw(seed: string, length: number, characters: string): string {
  const bytes = createHash("sha256").update(seed).digest();
  return Array.from({ length }, (_, index) => characters[(bytes[index] ?? 0) % characters.length]).join("");
}
