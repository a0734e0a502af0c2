// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice/practice_store.h"

#include "core/base/text.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDateTime>
#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonObject>
#include <QtCore/QRegularExpression>
#include <QtGui/QImageReader>

namespace sc::practice {

namespace {

const QStringList kTypes = {QStringLiteral("input"), QStringLiteral("output"), QStringLiteral("temp")};

QByteArray typeOf(const QString &name)
{
    static const QHash<QString, QByteArray> types = {{QStringLiteral("png"), "image/png"},   {QStringLiteral("jpg"), "image/jpeg"},
                                                     {QStringLiteral("mp4"), "video/mp4"},   {QStringLiteral("wav"), "audio/wav"},
                                                     {QStringLiteral("flac"), "audio/flac"}, {QStringLiteral("webp"), "image/webp"}};
    return types.value(QFileInfo(name).suffix().toLower(), "application/octet-stream");
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString fieldOf(const std::vector<FormPart> &parts, const QString &name)
{
    for (const FormPart &part : parts)
        if (part.name == name)
            return QString::fromUtf8(part.content);
    return {};
}

// "bytes=100-" and "bytes=100-199"; nothing for everything else.
std::optional<std::pair<qint64, qint64>> rangeIn(const QByteArray &header, qint64 size)
{
    static const QRegularExpression form(QStringLiteral("^bytes=(\\d+)-(\\d*)$"));
    const auto match = form.match(QString::fromLatin1(header));
    if (!match.hasMatch())
        return std::nullopt;
    const qint64 from = match.captured(1).toLongLong();
    const qint64 to = match.captured(2).isEmpty() ? size - 1 : std::min(match.captured(2).toLongLong(), size - 1);
    return std::pair(from, to);
}

} // namespace

PracticeStore::PracticeStore(const QString &folder) : m_root(folder)
{
    if (m_root.isEmpty()) {
        m_own = std::make_unique<QTemporaryDir>();
        m_root = m_own->path();
    }
    for (const QString &type : kTypes)
        QDir(m_root).mkpath(type);
    m_root = QDir(m_root).canonicalPath();
}

bool PracticeStore::isGood() const
{
    return !m_root.isEmpty() && QFileInfo(folder(QStringLiteral("output"))).isWritable();
}

QString PracticeStore::folder(const QString &type) const
{
    return m_root + u'/' + type;
}

std::optional<QString> PracticeStore::inside(const QString &type, const QString &subfolder, const QString &name) const
{
    const QString root = folder(type);
    const QString path = QDir::cleanPath(root + u'/' + subfolder + u'/' + name);
    const bool plain = !name.isEmpty() && !name.contains(u'/') && !name.contains(u'\\') && name != u".." && !subfolder.startsWith(u'/');
    if (!kTypes.contains(type) || !plain || !path.startsWith(root + u'/'))
        return std::nullopt;
    return path;
}

QStringList PracticeStore::inputFiles() const
{
    const QDir root(folder(QStringLiteral("input")));
    QStringList files;
    QDirIterator walk(root.path(), QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext())
        files += root.relativeFilePath(walk.next());
    files.sort();
    return files;
}

bool PracticeStore::hasInput(const QString &reference) const
{
    const auto path =
        inside(QStringLiteral("input"), reference.contains(u'/') ? reference.section(u'/', 0, -2) : QString(), reference.section(u'/', -1));
    return path && QFile::exists(*path);
}

QSize PracticeStore::pictureSize(const QString &reference) const
{
    return hasInput(reference) ? QImageReader(folder(QStringLiteral("input")) + u'/' + reference).size() : QSize();
}

PracticeStore::NewNames PracticeStore::newNames(const QString &type, const QString &prefix, const QString &suffix, int count) const
{
    NewNames made;
    QStringList folders = prefix.split(u'/', Qt::SkipEmptyParts);
    const QString base = safeFileName(folders.isEmpty() ? QStringLiteral("ComfyUI") : folders.takeLast());
    for (QString &part : folders)
        part = safeFileName(part);
    made.subfolder = folders.join(u'/');
    const QString path = folder(type) + u'/' + made.subfolder;
    QDir().mkpath(path);
    const QRegularExpression numbered(u'^' + QRegularExpression::escape(base) + QStringLiteral("_(\\d+)_\\."));
    int last = 0;
    for (const QString &name : QDir(path).entryList({base + QStringLiteral("_*")}, QDir::Files))
        last = std::max(last, numbered.match(name).captured(1).toInt());
    for (int i = 1; i <= count; ++i) {
        made.names += QStringLiteral("%1_%2_.%3").arg(base).arg(last + i, 5, 10, QLatin1Char('0')).arg(suffix);
        made.paths += path + u'/' + made.names.last();
    }
    return made;
}

HttpReply PracticeStore::upload(const HttpMessage &request)
{
    const std::vector<FormPart> parts = formParts(request);
    const auto image = std::ranges::find_if(parts, [](const FormPart &part) { return part.name == u"image" && part.fileName; });
    if (image == parts.end() || image->fileName->isEmpty())
        return HttpReply::nothing(400);
    const QString type =
        fieldOf(parts, QStringLiteral("type")).isEmpty() ? QStringLiteral("input") : fieldOf(parts, QStringLiteral("type"));
    const QString subfolder = fieldOf(parts, QStringLiteral("subfolder"));
    const QString overwrite = fieldOf(parts, QStringLiteral("overwrite"));
    QString name = *image->fileName;
    std::optional<QString> path = inside(type, subfolder, name);
    if (!path)
        return kTypes.contains(type) ? HttpReply::nothing(400) : HttpReply::text(500, "500 Internal Server Error");
    const QFileInfo wished(name);
    for (int i = 1; overwrite != u"true" && overwrite != u"1" && QFile::exists(*path) && contentOf(*path) != image->content; ++i) {
        name = QStringLiteral("%1 (%2).%3").arg(wished.completeBaseName()).arg(i).arg(wished.suffix());
        path = inside(type, subfolder, name);
    }
    QDir().mkpath(QFileInfo(*path).path());
    QFile file(*path);
    if (!file.open(QIODevice::WriteOnly) || file.write(image->content) != image->content.size())
        return HttpReply::text(500, "500 Internal Server Error");
    return HttpReply::json({{QStringLiteral("name"), name}, {QStringLiteral("subfolder"), subfolder}, {QStringLiteral("type"), type}});
}

HttpReply PracticeStore::view(const HttpMessage &request) const
{
    const QString name = request.value(QStringLiteral("filename"));
    const QString type = request.value(QStringLiteral("type")).isEmpty() ? QStringLiteral("output") : request.value(QStringLiteral("type"));
    if (!request.query.hasQueryItem(QStringLiteral("filename")))
        return HttpReply::nothing(404);
    const std::optional<QString> path = inside(type, request.value(QStringLiteral("subfolder")), name);
    if (!path)
        return HttpReply::nothing(request.value(QStringLiteral("subfolder")).contains(u"..") ? 403 : 400);
    QFile file(*path);
    if (!file.open(QIODevice::ReadOnly))
        return HttpReply::nothing(404);
    const QFileInfo info(*path);
    HttpReply reply;
    reply.contentType = typeOf(name);
    reply.headers.insert("Accept-Ranges", "bytes");
    reply.headers.insert("ETag", '"' + QByteArray::number(info.lastModified().toMSecsSinceEpoch(), 16) + '-' +
                                     QByteArray::number(info.size(), 16) + '"');
    reply.headers.insert("Content-Disposition", "filename=\"" + name.toUtf8() + '"');
    const auto range = rangeIn(request.header("range"), file.size());
    if (!range) {
        reply.body = file.readAll();
        return reply;
    }
    if (range->first >= file.size() || range->second < range->first) {
        HttpReply outside = HttpReply::nothing(416);
        outside.headers.insert("Content-Range", "bytes */" + QByteArray::number(file.size()));
        return outside;
    }
    file.seek(range->first);
    reply.status = 206;
    reply.body = file.read(range->second - range->first + 1);
    reply.headers.insert("Content-Range", "bytes " + QByteArray::number(range->first) + '-' + QByteArray::number(range->second) + '/' +
                                              QByteArray::number(file.size()));
    return reply;
}

void PracticeStore::forgetTemp()
{
    QDir(folder(QStringLiteral("temp"))).removeRecursively();
    QDir(m_root).mkpath(QStringLiteral("temp"));
}

} // namespace sc::practice
