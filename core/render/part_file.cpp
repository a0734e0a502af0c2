// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/part_file.h"

#include "core/base/id.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>

#include <filesystem>
#include <system_error>

namespace sc::render {

PartFile::PartFile(const QString &destination)
    : m_destination(destination), m_path(QStringLiteral("%1.%2.part").arg(destination, newUuidV7().right(8)))
{
}

PartFile::~PartFile()
{
    QFile::remove(m_path);
}

Result<> PartFile::moveToDestination() const
{
    std::error_code error;
    std::filesystem::rename(std::filesystem::path(m_path.toStdU16String()), std::filesystem::path(m_destination.toStdU16String()), error);
    if (!error)
        return {};
    return std::unexpected(
        Problem(ProblemCode::PermissionDenied, QCoreApplication::translate("sc::render", "The finished movie cannot take the name \"%1\".")
                                                   .arg(QDir::toNativeSeparators(m_destination)))
            .withDetail(QString::fromStdString(error.message()))
            .withEntity(QStringLiteral("file"), m_destination));
}

} // namespace sc::render
