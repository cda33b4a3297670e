#compdef stalinfacts
# Completion of stalinfacts for zsh: put it into a folder of $fpath under the name _stalinfacts.
#   stalinfacts completion zsh > "${fpath[1]}/_stalinfacts"
_stalinfacts() {
    local -a found
    local line
    while IFS= read -r line; do
        found+=("${${line%%$'\t'*}//:/\\:}:${line#*$'\t'}")
    done < <(_STALINFACTS_COMPLETE=words "${words[1]}" "${(@)words[2,CURRENT]}" 2>/dev/null)
    if (( ${#found} )); then
        _describe -V stalinfacts found
    else
        _files
    fi
}
if [[ ${funcstack[1]} == _stalinfacts ]]; then
    _stalinfacts "$@"
else
    compdef _stalinfacts stalinfacts
fi
