import type { QueryLanguage } from "./rule";

const onlyJsonPath = `InputPath OutputPath ResultPath Parameters ResultSelector Result ItemsPath TimeoutSecondsPath
  HeartbeatSecondsPath SecondsPath TimestampPath MaxConcurrencyPath ToleratedFailurePercentagePath
  ToleratedFailureCountPath MaxItemsPath MaxItemsPerBatchPath MaxInputBytesPerBatchPath ErrorPath CausePath Variable`;

const onlyJsonata = "Arguments Output Items Condition";

/**
 * Fields that exist in one query language only; a field that is not listed exists in both.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
export const fieldLanguages: ReadonlyMap<string, QueryLanguage> = new Map<string, QueryLanguage>([
  ...onlyJsonPath.split(/\s+/).map((name) => [name, "JSONPath"] as const),
  ...onlyJsonata.split(" ").map((name) => [name, "JSONata"] as const),
]);
