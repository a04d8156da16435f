/** STS in one account: who calls. */
export interface Sts {
  /** Answers an action of the query protocol with its XML, or returns undefined for an action that is not emulated. */
  call(action: string): string | undefined;
}

/** @see https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html */
export function createSts({ partition, accountId, uuid }: StsWorld): Sts {
  const actions: Readonly<Record<string, () => string>> = {
    GetCallerIdentity: () =>
      `<Arn>arn:${partition}:iam::${accountId}:root</Arn><UserId>${accountId}</UserId><Account>${accountId}</Account>`,
  };
  return {
    call(action) {
      const answer = Object.hasOwn(actions, action) ? actions[action] : undefined;
      if (!answer) return undefined;
      const result = `<${action}Result>${answer()}</${action}Result>`;
      const metadata = `<ResponseMetadata><RequestId>${uuid()}</RequestId></ResponseMetadata>`;
      return `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${result}${metadata}</${action}Response>`;
    },
  };
}

export interface StsWorld {
  readonly partition: string;
  readonly accountId: string;
  readonly uuid: () => string;
}
