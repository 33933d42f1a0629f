#pragma once

#include <string_view>

#include <fcntl.h>
#include <unistd.h>

// An open file of the system, closed when it goes. Nothing throws: errno says why.
namespace motcua {

class File {
public:
    File(const char* path, int flags, mode_t mode = 0600) : m_descriptor(::open(path, flags | O_CLOEXEC, mode)) {}
    ~File()
    {
        if (m_descriptor >= 0) ::close(m_descriptor);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    explicit operator bool() const { return m_descriptor >= 0; }
    int descriptor() const { return m_descriptor; }

    // Every byte, or false.
    bool write(std::string_view bytes) const
    {
        while (!bytes.empty()) {
            auto written = ::write(m_descriptor, bytes.data(), bytes.size());
            if (written <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }
    // What was written is on the disk.
    bool flush() const { return ::fsync(m_descriptor) == 0; }

private:
    int m_descriptor;
};

}  // namespace motcua
