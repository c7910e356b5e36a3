#cloud-config
user: ${build_username}
hostname: ${hostname}
