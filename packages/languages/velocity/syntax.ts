/** What a template consists of, as it is parsed. `at` is an index into the template's text. */

export type Expression =
  | { readonly kind: "literal"; readonly value: null | boolean | number | bigint | string }
  | { readonly kind: "double"; readonly value: number }
  | { readonly kind: "interpolation"; readonly block: Block; readonly at: number }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "range"; readonly from: Expression; readonly to: Expression; readonly at: number }
  | { readonly kind: "map"; readonly members: readonly (readonly [Expression, Expression])[]; readonly at: number }
  | { readonly kind: "group"; readonly inner: Expression; readonly written: string }
  | { readonly kind: "not"; readonly operand: Expression }
  | {
      readonly kind: "binary";
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
      /** What stands for an operand without a value. */
      readonly source: readonly [string, string];
      /** What stands for the whole where it has none: the right operand, blanks included. */
      readonly written: string;
      readonly at: number;
    }
  | Reference;

/** `$a.b[0].c("x")` */
export interface Reference {
  readonly kind: "reference";
  readonly name: string;
  readonly steps: readonly Step[];
  /** What an escaped reference prints. */
  readonly source: string;
  readonly at: number;
}

export type Step =
  | { readonly kind: "property"; readonly name: string; readonly at: number }
  | { readonly kind: "index"; readonly index: Expression; readonly at: number }
  | { readonly kind: "method"; readonly name: string; readonly arguments: readonly Expression[]; readonly at: number };

export type Statement =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "print"; readonly reference: Reference; readonly prefix: string; readonly escaped: boolean }
  | { readonly kind: "set"; readonly target: Reference; readonly value: Expression }
  | { readonly kind: "if"; readonly branches: readonly Branch[]; readonly otherwise: Block }
  | {
      readonly kind: "foreach";
      readonly variable: string;
      readonly list: Expression;
      readonly block: Block;
      readonly at: number;
    }
  | { readonly kind: "define"; readonly variable: string; readonly block: Block }
  | { readonly kind: "evaluate"; readonly text: Expression; readonly at: number }
  | { readonly kind: "include"; readonly resource: Expression; readonly at: number }
  | { readonly kind: "break"; readonly scope: Reference | undefined }
  | { readonly kind: "stop" }
  | MacroCall;

export interface Branch {
  readonly condition: Expression;
  readonly block: Block;
}

/** `#name($a "b")`, `#@name() ... #end`; `source` is what it prints where no macro of the name exists. */
export interface MacroCall {
  readonly kind: "call";
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly body: Block | undefined;
  readonly source: string;
  readonly at: number;
}

export type Block = readonly Statement[];

export interface Macro {
  readonly parameters: readonly string[];
  readonly block: Block;
}
