import { describeFailure } from "@sfn-websocket/languages/describe-failure";
import { prepareTemplate, type Template } from "@sfn-websocket/languages/velocity/prepare-template";
import { compileSelectionExpression, type SelectionScope } from "./selection-expression";

/** The templates of an integration or of one of its responses. */
export interface TemplateSelection {
  readonly size: number;
  /** Returns the template that is used, or undefined where none is. */
  readonly select: (scope: SelectionScope) => Template | undefined;
  /** Returns the key of the template that is used, or undefined where none is. */
  readonly selectKey: (scope: SelectionScope) => string | undefined;
  /** Returns, for the developer, which template is used or why none. */
  readonly describe: (scope: SelectionScope) => string;
}

interface TemplateSource {
  readonly templates?: Readonly<Record<string, string>> | undefined;
  readonly expression?: string | undefined;
  /** How messages name one, such as `request template`. */
  readonly what: string;
}

const DEFAULT = "$default";

/** The content type of every message, *assumed*: what the templates of APIs without an expression are keyed by. */
const JSON_TYPE = "application/json";

/**
 * Prepares templates. With a template selection expression the one that it names is used, else `$default`; without one
 * `$default`, else `application/json`, as public configurations that work on AWS have it. That `$default` comes before
 * `application/json`, and that an expression leaves no way to that, is *assumed*.
 *
 * @throws Error when a template or the expression is wrong.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-routes-integrations.html
 * @see https://github.com/aws/aws-cdk/pull/30622 for `application/json`
 */
export function compileTemplates({ templates = {}, expression, what }: TemplateSource): TemplateSelection {
  const prepared = new Map(Object.entries(templates).map((each) => prepare(each, what)));
  const selectWanted = expression === undefined ? undefined : compileSelectionExpression(expression);
  const wantedKey = (scope: SelectionScope) => selectWanted?.(scope) ?? DEFAULT;
  const otherKey = selectWanted ? DEFAULT : JSON_TYPE;
  const find = (key: string) => prepared.get(key) ?? prepared.get(otherKey);
  const constant = find(DEFAULT);
  const listKeys = (scope: SelectionScope) => [...new Set([wantedKey(scope), otherKey])];
  const selectKey = (scope: SelectionScope) => listKeys(scope).find((key) => prepared.has(key));
  return {
    size: prepared.size,
    selectKey,
    select: selectWanted ? (scope) => find(wantedKey(scope)) : () => constant,
    describe(scope) {
      if (prepared.size === 0) return `there is no ${what}`;
      const used = selectKey(scope);
      if (used !== undefined) return `the ${what} '${used}' was used`;
      const known = [...prepared.keys()].map((key) => `'${key}'`).join(", ");
      return `no ${what} was used: none has the key '${listKeys(scope).join("' or '")}', got ${known}`;
    },
  };
}

function prepare([key, text]: [string, string], what: string): [string, Template] {
  try {
    return [key, prepareTemplate(text)];
  } catch (error) {
    throw new Error(`${what} '${key}': ${describeFailure(error, "is nested too deep; write it in fewer levels")}`);
  }
}
