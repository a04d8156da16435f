import type { XmlValue } from "../protocols/query-protocol";
import type { Answer, AnswerValue } from "./action";

/** Returns the XML elements of an answer: times in ISO 8601; a threshold with a fraction, *assumed* to be as Java prints it. */
export function printMembers(answer: Answer): XmlValue {
  return Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      name === "Threshold" ? printDouble(value) : printValue(value),
    ]),
  );
}

function printValue(value: AnswerValue): XmlValue {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(printValue);
  return typeof value === "object" ? printMembers(value as Answer) : value;
}

const printDouble = (value: AnswerValue): XmlValue =>
  Number.isSafeInteger(value) ? `${String(value)}.0` : printValue(value);
