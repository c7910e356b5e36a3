resource "terraform_data" "web" {
  provisioner "local-exec" {
    command = terraform_data.choice.output
  }
}

resource "terraform_data" "choice" {
  input = "./build.sh"
}
