import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isJsonObject, type Json, type JsonObject } from "@sfn-websocket/languages/json";
import { parseJsonFile } from "@sfn-websocket/languages/parse-json-file";
import { listNames, suggestName } from "@sfn-websocket/languages/nearest-name";
import { requireText } from "../require-text";
import type { ChosenMock } from "./mock-options";

/** The block `local` of `cdktf.json`: what every start of this project takes, unless its command line says otherwise. */
export interface LocalSettings {
  readonly port?: number;
  readonly host?: string;
  readonly speed?: number;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** Whether traces are kept. */
  readonly trace?: boolean;
  /** `MODULE[.HANDLER]` by the function's name. */
  readonly lambda?: Readonly<Record<string, string>>;
  /** The URL of a server by the service that it answers for. */
  readonly forward?: Readonly<Record<string, string>>;
  readonly mock?: ChosenMock;
}

interface Setting {
  readonly is: (value: Json) => boolean;
  /** What is asked for, in words. */
  readonly form: string;
}

const isText = (value: Json | undefined): value is string => typeof value === "string" && value !== "";
const isNumber = (value: Json): value is number => typeof value === "number";
const isFlag = (value: Json): value is boolean => typeof value === "boolean";
const isTexts = (value: Json): boolean => isJsonObject(value) && Object.values(value).every(isText);
const MOCK_MEMBERS = ["file", "testCase"] as const;

const SETTINGS: Readonly<Record<keyof LocalSettings, Setting>> = {
  port: { is: isNumber, form: "a number" },
  host: { is: isText, form: 'an address, e.g. "0.0.0.0"' },
  speed: { is: isNumber, form: "a number" },
  quiet: { is: isFlag, form: "true or false" },
  verbose: { is: isFlag, form: "true or false" },
  trace: { is: isFlag, form: "true or false" },
  lambda: {
    is: isTexts,
    form: 'modules by the names of functions, e.g. { "quote": "src/quote.handler" }',
  },
  forward: {
    is: isTexts,
    form: 'URLs by the names of services, e.g. { "sqs": "http://127.0.0.1:9324" }',
  },
  mock: {
    is: (value) =>
      isJsonObject(value) &&
      Object.keys(value).length === MOCK_MEMBERS.length &&
      MOCK_MEMBERS.every((member) => isText(value[member])),
    form: '{ "file": "mocks.json", "testCase": "Busy" }',
  },
};

/** The names of the settings. */
export const SETTING_NAMES: readonly string[] = Object.keys(SETTINGS);

/**
 * Reads the block of the project in a folder; a folder without `cdktf.json`, or without the block, has no settings.
 *
 * @throws Error that names all settings that are unknown or of a wrong form.
 */
export function readLocalSettings(project: string): LocalSettings {
  const file = join(project, "cdktf.json");
  if (!existsSync(file)) return {};
  const text = requireText("cdktf.json", () => readFileSync(file, "utf8"));
  const configuration = parseJsonFile("cdktf.json", text);
  const local = isJsonObject(configuration) ? configuration.local : undefined;
  return local === undefined ? {} : requireLocal(local);
}

function requireLocal(local: Json): LocalSettings {
  if (!isJsonObject(local))
    throw new Error(`cdktf.json: local: not an object, got ${JSON.stringify(local)}; write { "port": 4566 }`);
  const problems = [
    ...Object.entries(local).flatMap(([name, value]) => checkSetting(name, value)),
    ...PAIRS.flatMap(([name, value, why]) => (isBoth(local, name, value) ? [`cdktf.json: local.verbose: ${why}`] : [])),
  ];
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return readSettings(local);
}

/** Settings that say the opposite of each other, as their options do. */
const PAIRS = [
  ["quiet", true, "goes without quiet, got both; drop one of the two"],
  ["trace", false, "prints traces, got 'trace': false, which keeps none; drop one of the two"],
] as const;

const isBoth = (local: JsonObject, name: string, value: boolean): boolean =>
  local.verbose === true && local[name] === value;

function checkSetting(name: string, value: Json): readonly string[] {
  const setting = SETTING_NAMES.includes(name) ? SETTINGS[name as keyof LocalSettings] : undefined;
  if (setting === undefined)
    return [
      `cdktf.json: local: unknown setting, got '${name}'; ${suggestName(name, SETTING_NAMES, `known are ${listNames(SETTING_NAMES)}`)}`,
    ];
  if (setting.is(value)) return [];
  return [`cdktf.json: local.${name}: has a wrong form, got ${JSON.stringify(value)}; write ${setting.form}`];
}

/** The table has looked at each member. */
const readSettings = (local: JsonObject): LocalSettings => local as LocalSettings;
