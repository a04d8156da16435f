declare module "@20minutes/s3rver" {
  import type { AddressInfo } from "node:net";

  /** The part of the package that tests use; it ships no types of its own. */
  export default class S3rver {
    constructor(options: {
      readonly address: string;
      readonly port: number;
      readonly silent: boolean;
      /** Where objects are kept. */
      readonly directory: string;
      readonly configureBuckets: readonly { readonly name: string }[];
    });
    run(): Promise<AddressInfo>;
    close(): Promise<void>;
  }
}
