/** A text with the line ends of an editor, which knows one kind. */
export const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, "\n");

/** A text of the editor with the line ends of the text that it was made of, so that an edit changes no other line. */
export const withLineEndsOf = (like: string, text: string): string =>
  like.includes("\r\n") ? text.replaceAll("\n", "\r\n") : text;
