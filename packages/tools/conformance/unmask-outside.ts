/** What stands for the name of a resource outside of a case, by what the recorder called it; the first that matches. */
const OUTSIDE: readonly (readonly [RegExp, string])[] = [
  [/activity/i, "arn:aws:states:us-east-1:111111111111:activity:name"],
  [/lambda|function/i, "arn:aws:lambda:us-east-1:111111111111:function:lambda_function_name"],
  [/sns|topic/i, "arn:aws:sns:us-east-1:111111111111:topic"],
  [/(?:)/, "outside"],
];

/** Puts names where the recorder left `AUTO-*` for resources outside of the case. */
export function unmaskOutside<Value extends object>(value: Value): Value {
  const text = JSON.stringify(value).replace(/AUTO-[^"\\]*/g, nameOutside);
  return JSON.parse(text) as Value;
}

function nameOutside(mask: string): string {
  return OUTSIDE.find(([pattern]) => pattern.test(mask))?.[1] ?? mask;
}
