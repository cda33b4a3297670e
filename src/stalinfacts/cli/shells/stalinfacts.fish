# Completion of stalinfacts for fish.
#   stalinfacts completion fish > ~/.config/fish/completions/stalinfacts.fish
complete --command stalinfacts --no-files --arguments '(env _STALINFACTS_COMPLETE=words (commandline -opc)[1] (commandline -opc)[2..-1] (commandline -ct) 2>/dev/null)'
complete --command stalinfacts --long-option corpus --require-parameter --force-files
