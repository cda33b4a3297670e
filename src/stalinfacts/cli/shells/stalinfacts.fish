# Completion of stalinfacts for fish.
#   stalinfacts completion fish > ~/.config/fish/completions/stalinfacts.fish
function __stalinfacts_complete
    env _STALINFACTS_COMPLETE=words (commandline -opc)[1] (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null
end
complete --command stalinfacts --no-files --arguments '(__stalinfacts_complete)'
complete --command stalinfacts --condition '__fish_seen_subcommand_from export validate' --force-files
complete --command stalinfacts --long-option corpus --require-parameter --force-files --description 'Another corpus: JSON or SQLite'
complete --command stalinfacts --long-option template --require-parameter --force-files --description 'A corpus to fill in'
