# greeting NAME: the greeting for NAME. Without a name it greets the world.
greeting() {
  local name=$1
  printf 'Hello, %s!' "$name"
}
