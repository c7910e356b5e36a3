resource "vsphere_content_library" "templates" {
  name            = "templates"
  storage_backing = ["datastore-31"]

  publication {
    published = terraform_data.published.output
  }
}

resource "terraform_data" "published" {
  input = timestamp() != ""
}
