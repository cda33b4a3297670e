# shellcheck shell=bash
# Completion of stalinfacts for bash: put it where bash-completion looks, or source it.
#   stalinfacts completion bash > ~/.local/share/bash-completion/completions/stalinfacts
_stalinfacts() {
    local line word current="${COMP_WORDS[COMP_CWORD]}"
    COMPREPLY=()
    while IFS= read -r line; do
        word="${line%%$'\t'*}"
        if [[ $current != [\"\']* ]]; then
            printf -v word '%q' "$word"
        elif [[ $current == \'* && $word == *\'* ]]; then
            continue
        fi
        if [[ $word == *: ]]; then
            compopt -o nospace 2>/dev/null
        fi
        COMPREPLY+=("$word")
    done < <(_STALINFACTS_COMPLETE=words "${COMP_WORDS[0]}" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _stalinfacts stalinfacts
