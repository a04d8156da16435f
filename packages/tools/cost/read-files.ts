import { readFileSync } from "node:fs";
import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { suggestName } from "@sfn-websocket/languages/nearest-name";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import { requireRead } from "@sfn-websocket/run/require-file";
import type { Item, Price, PriceTable, Tier } from "./prices";
import { US_EAST_1 } from "./prices";
import type { Workload } from "./workload";

/** The text of a file; `-` is standard input. @throws Error where it cannot be read */
export function readText(file: string): string {
  return requireRead(file, { what: "a file that exists", read: () => readFileSync(file === "-" ? 0 : file, "utf8") });
}

function readObject(where: string, file: string, text: string): JsonObject {
  const value = parseJsonFile(file, text);
  if (isJsonObject(value)) return value;
  throw new Error(`${where}: not an object, got ${JSON.stringify(value).slice(0, 60)} in '${file}'; give another file`);
}

/** A member of a file that has to be a number of 0 or more. */
function requireAmount(where: string, object: JsonObject, name: string): number {
  const value = object[name];
  if (typeof value === "number" && value >= 0 && Number.isFinite(value)) return value;
  throw new Error(`${where}: '${name}' is not a number of 0 or more, got ${JSON.stringify(value)}; give another file`);
}

/** What the report of a run of load says of the traffic, as it was while it ran. @throws Error */
export function readLoadReport(file: string, text: string): Partial<Workload> {
  const where = `--load ${file}`;
  const report = readObject(where, file, text);
  const read = (name: string) => requireAmount(where, report, name);
  const [connections, seconds, sent, answered] = [
    read("connections"),
    read("durationSeconds"),
    read("sent"),
    read("answered"),
  ];
  if (connections === 0 || seconds === 0 || sent === 0)
    throw new Error(`${where}: nothing was sent in it, got ${sent} messages in ${seconds} s; run the load again`);
  return {
    connections,
    messagesPerMinute: (sent / connections / seconds) * 60,
    bytesIn: read("bytesSent") / sent,
    bytesOut: answered === 0 ? 0 : read("bytesReceived") / answered,
  };
}

/** What an answer of StartSyncExecution says of its execution: what AWS bills. @throws Error */
export function readExecution(file: string, text: string): Partial<Workload> {
  const where = `--execution ${file}`;
  const details = readObject(where, file, text).billingDetails;
  if (!isJsonObject(details))
    throw new Error(
      `${where}: no answer of StartSyncExecution, it has no 'billingDetails'; write it by: npm run --silent execute -- WORKFLOW > ${file}`,
    );
  return {
    durationMs: requireAmount(where, details, "billedDurationInMilliseconds"),
    memoryMb: requireAmount(where, details, "billedMemoryUsedInMB"),
  };
}

/** The prices of a file; an item that it does not have costs what the table says. @throws Error */
export function readPrices(file: string, text: string): PriceTable {
  const where = `--prices ${file}`;
  const { region, date, prices, ...others } = readObject(where, file, text);
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw new Error(`${where}: no such member, got '${other}'; it takes region, date and prices`);
  if (typeof region !== "string" || typeof date !== "string" || !isJsonObject(prices))
    throw new Error(
      `${where}: needs region, date and prices; write a file by: npm run --silent cost -- --print-prices`,
    );
  const own = Object.entries(prices).map(([item, price]) => [item, readPrice(where, item, price)]);
  return { region, date, prices: { ...US_EAST_1.prices, ...Object.fromEntries(own) } };
}

function readPrice(where: string, item: string, price: Json): Price {
  const known = Object.keys(US_EAST_1.prices);
  if (!known.includes(item))
    throw new Error(`${where}: no such price, got '${item}'; ${suggestName(item, known, "take it out")}`);
  const { unit, source } = US_EAST_1.prices[item as Item];
  const place = `${where}: '${item}'`;
  if (!isJsonObject(price) || !Array.isArray(price.tiers) || price.tiers.length === 0)
    throw new Error(`${place} has no tiers; write it as --print-prices does`);
  const other = Object.keys(price).find((name) => !MEMBERS.includes(name));
  if (other !== undefined)
    throw new Error(`${place}: no such member, got '${other}'; ${suggestName(other, MEMBERS, "take it out")}`);
  return {
    unit,
    tiers: requireRising(
      place,
      price.tiers.map((tier, index) => readTier(`${place}: tier ${index + 1}`, tier)),
    ),
    ...(price.free !== undefined && { free: requireAmount(place, price, "free") }),
    source: typeof price.source === "string" ? price.source : source,
  };
}

const MEMBERS = ["unit", "tiers", "free", "source"];

/** The tiers, where each goes further than the one before and the last has no end: all that is used has a price. */
function requireRising(place: string, tiers: readonly Tier[]): readonly Tier[] {
  const ends = tiers.map(({ upTo }) => upTo ?? Infinity);
  if (ends.at(-1) === Infinity && ends.every((end, index) => end > (ends[index - 1] ?? 0))) return tiers;
  const got = JSON.stringify(tiers.map(({ upTo }) => upTo));
  throw new Error(`${place}: 'upTo' of its tiers does not rise to null, got ${got}; order them, null last`);
}

function readTier(where: string, tier: Json): Tier {
  if (!isJsonObject(tier)) throw new Error(`${where}: not an object; write {"upTo": null, "price": 0.000001}`);
  return {
    upTo: tier.upTo === null ? null : requireAmount(where, tier, "upTo"),
    price: requireAmount(where, tier, "price"),
  };
}
