/** Whose CloudFront it is. */
export interface Account {
  readonly partition: string;
  readonly accountId: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Writes one line for the developer. */
  readonly log: (line: string) => void;
}

/** The ARN of a resource, such as `distribution/E1A2B3`: CloudFront is in no region. */
export const printArn = ({ partition, accountId }: Account, resource: string): string =>
  `arn:${partition}:cloudfront::${accountId}:${resource}`;
