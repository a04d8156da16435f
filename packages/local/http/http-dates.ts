/** Writes the time as HTTP does, once for all handshakes of a second. */
export class HttpDates {
  private second = -1;
  private text = "";

  /** @see https://www.rfc-editor.org/rfc/rfc9110#name-date-time-formats */
  now(): string {
    const second = Math.floor(Date.now() / 1_000);
    if (second !== this.second) {
      this.second = second;
      this.text = new Date(second * 1_000).toUTCString();
    }
    return this.text;
  }
}
