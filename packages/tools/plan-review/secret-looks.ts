/** Names of members that hold secrets, whatever the resource; `api_key_required` and `secret_arn` are none. */
const SECRET_NAME =
  /(?:^|[_.-])(?:password|passwd|passphrase|secret|secret[_-]?key|secret[_-]?access[_-]?key|client[_-]?secret|private[_-]?key|access[_-]?token|auth[_-]?token|token|api[_-]?key)$/i;

/**
 * Forms that only credentials have, as those who issue them document: AWS, GitHub, Slack, Stripe, Google, JSON Web Tokens,
 * private keys, passwords within URLs.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids documented
 * @see https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ documented
 */
const SECRET_FORMS: readonly RegExp[] = [
  /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,255}\b|\bgithub_pat_[A-Za-z0-9_]{22,255}\b/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g,
  /\b[rs]k_live_[A-Za-z0-9]{16,255}\b/g,
  /\bAIza[A-Za-z0-9_-]{35}\b/g,
  /\beyJ[A-Za-z0-9_-]{8,2000}\.eyJ[A-Za-z0-9_-]{8,4000}\.[A-Za-z0-9_-]{8,2000}/g,
  /-----BEGIN [A-Z ]{0,20}PRIVATE KEY-----/g,
  /\bBearer [A-Za-z0-9._~+/-]{20,2000}/g,
  /:\/\/[^\s:@/"$]{1,100}:[^\s:@/"$]{3,200}@/g,
];

/** Whether a member's name says that its text is a secret; a reference or an ARN only says where one is. */
export function isNamedSecret(path: string, text: string): boolean {
  return SECRET_NAME.test(path) && text !== "" && !/^(?:arn:|\$\{|\$|https?:\/\/)/.test(text);
}

/** What in a text has the form of a credential. */
export function listSecretLooks(text: string): readonly string[] {
  return SECRET_FORMS.flatMap((form) => text.match(form) ?? []);
}
