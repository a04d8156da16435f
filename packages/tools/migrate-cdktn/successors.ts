/** What CDK Terrain has in a package's place. */
export interface Successor {
  readonly name: string;
  /** The version that this project is held against, see `docs/upgrade.md`. */
  readonly version: string;
}

/** CDKTF's packages, each with its successor. @see https://github.com/open-constructs/cdk-terrain documented */
export const SUCCESSORS: Readonly<Record<string, Successor>> = {
  cdktf: { name: "cdktn", version: "0.24.0" },
  "cdktf-cli": { name: "cdktn-cli", version: "0.24.0" },
  "@cdktf/provider-aws": { name: "@cdktn/provider-aws", version: "25.7.0" },
};

/** What cdktn and its providers take of `constructs`: the peer range of cdktn 0.24. */
export const CONSTRUCTS = ">=10.6.0 <10.8.0";

/** The version of Terraform's AWS provider that `@cdktn/provider-aws` writes. */
export const AWS_PROVIDER = "6.66.0";

/** The oldest Node.js that cdktn-cli 0.24 names in its `engines`. */
export const NODE = "22.19";
