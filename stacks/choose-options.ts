import { OPTION_SETTINGS } from "@sfn-websocket/constructs/api/option-settings";
import type { SettingName, SettingValues } from "./settings";
import type { WebSocketStackProps } from "./stack-props";

/** The options of a stack that are made up of settings. */
type ComposedOptions = Pick<WebSocketStackProps, "authorization" | "apiKeys" | "customDomain">;

/** The options of a stack that settings may turn on. */
export type StackOptions = ComposedOptions & Pick<SettingValues, keyof typeof OPTION_SETTINGS>;

/** Settings that mean nothing without another one. */
const COMPANIONS: readonly (readonly [SettingName, SettingName])[] = [
  ["domainName", "certificateArn"],
  ["certificateArn", "domainName"],
  ["hostedZoneId", "domainName"],
  ["identitySources", "authorization"],
];

/** What is missing of an option that takes more than one setting. */
export function checkOptions(values: SettingValues): readonly string[] {
  const lonely = COMPANIONS.filter(([name, needed]) => values[name] !== undefined && values[needed] === undefined).map(
    ([name, needed]) => `${name}: needs '${needed}' too, got only '${values[name]}'; set both, or none`,
  );
  if (values.identitySources === undefined || values.authorization !== "AWS_IAM") return lonely;
  return [
    ...lonely,
    `identitySources: are a Lambda authorizer's, got '${values.identitySources}' with authorization 'AWS_IAM'; remove them`,
  ];
}

/** The options of values that were checked. */
export function chooseOptions(values: SettingValues): StackOptions {
  const names = Object.keys(OPTION_SETTINGS) as (keyof typeof OPTION_SETTINGS)[];
  const own = Object.fromEntries(names.map((name) => [name, values[name]]));
  // One value for each row, as the line above takes them.
  return { ...composeOptions(values), ...(own as Pick<SettingValues, keyof typeof OPTION_SETTINGS>) };
}

function composeOptions(values: SettingValues): ComposedOptions {
  const { authorization, identitySources, apiKeys, domainName, certificateArn = "", hostedZoneId } = values;
  return {
    ...(authorization !== undefined && {
      authorization: authorization === "AWS_IAM" ? authorization : { functionArn: authorization, identitySources },
    }),
    ...(apiKeys !== undefined && { apiKeys: { names: apiKeys } }),
    ...(domainName !== undefined && { customDomain: { domainName, certificateArn, hostedZoneId } }),
  };
}
