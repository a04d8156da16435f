import { randomInt } from "node:crypto";

const CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

/** Returns a new id of API Gateway's form: `length` characters, a to z and 0 to 9, the first a letter. */
export function createResourceId(length: number): string {
  const draw = (_: unknown, index: number) => CHARACTERS[randomInt(index === 0 ? 26 : CHARACTERS.length)];
  return Array.from({ length }, draw).join("");
}
