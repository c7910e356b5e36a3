resource "vsphere_content_library_item" "debian" {
  name       = "debian-13"
  library_id = "4b2c5c1e-7a5b-4a39-9a5e-0c5f4f3c1d11"
  file_url   = terraform_data.image.output
}

resource "terraform_data" "image" {
  input = timestamp()
}
