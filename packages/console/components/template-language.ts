import { StreamLanguage, type StreamParser } from "@codemirror/language";

interface TemplateState {
  /** Whether the last line left a comment `#* … *#` open. */
  isComment: boolean;
}

const DIRECTIVE = /^#\{?(?:set|if|elseif|else|end|foreach|macro|stop|break|return)\b\}?/;
const REFERENCE = /^\$!?\{?[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*\}?/;
const COMMENT_END = /^.*?\*#/;

const parser: StreamParser<TemplateState> = {
  name: "template",
  startState: () => ({ isComment: false }),
  token(stream, state) {
    if (state.isComment || stream.match("#*")) {
      state.isComment = !stream.match(COMMENT_END);
      if (state.isComment) stream.skipToEnd();
      return "comment";
    }
    if (stream.match("##")) {
      stream.skipToEnd();
      return "comment";
    }
    if (stream.match(DIRECTIVE)) return "keyword";
    if (stream.match(REFERENCE)) return "variableName";
    stream.next();
    return null;
  },
};

/** Mapping templates: directives, references and comments; the rest is the text that is rendered. */
export const templateLanguage = StreamLanguage.define(parser);
