/** What each shell takes, by its name. */
export const COMPLETIONS: Readonly<Record<string, (names: readonly string[]) => string>> = {
  bash: writeCompletion,
  zsh: writeCompletion,
  fish: writeFishCompletion,
};

/** What fish takes to complete a command's name, and then the options that its help names, or a file. */
function writeFishCompletion(names: readonly string[]): string {
  return `complete -c sfn-websocket -n __fish_use_subcommand -f -a "${names.join(" ")}"
complete -c sfn-websocket -n 'not __fish_use_subcommand; and string match -q -- "-*" (commandline -ct)' \\
  -a '(sfn-websocket help (commandline -opc)[2] 2>/dev/null | string match -ar -- "--[a-z][a-z-]*" | sort -u)'
`;
}

/**
 * What bash, and zsh by its own loader of such scripts, takes to complete a command's name, and then the options that its
 * help names; anything else is completed as a file.
 */
function writeCompletion(names: readonly string[]): string {
  return `if [ -n "$ZSH_VERSION" ]; then autoload -U +X bashcompinit && bashcompinit; fi
_sfn_websocket() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words=""
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${names.join(" ")}"
  elif [ "\${word#-}" != "$word" ]; then
    words="$("\${COMP_WORDS[0]}" help "\${COMP_WORDS[1]}" 2>/dev/null | grep -oE -- '--[a-z][a-z-]*')"
  fi
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _sfn_websocket sfn-websocket
`;
}
