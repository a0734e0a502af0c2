// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/file_url.h"

#include <QtCore/QDir>
#include <QtCore/QUrl>

namespace sc::interchange {

namespace {

bool isPlain(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == '~' ||
           c == '/';
}

bool isHex(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'A' && c <= u'F') || (c >= u'a' && c <= u'f');
}

bool hasDrive(const QString &path)
{
    return path.size() >= 3 && path[0].isLetter() && path[1] == u':' && path[2] == u'/';
}

} // namespace

QString fileUrl(const QString &absolutePath)
{
    const QString path = QDir::fromNativeSeparators(absolutePath);
    QString url = QStringLiteral("file://");
    QString rest = path;
    if (path.startsWith(QLatin1String("//"))) {
        rest = path.mid(2); // file://server/share
    } else if (hasDrive(path)) {
        url += u'/' + path.left(2);
        rest = path.mid(2);
    }
    for (const char c : rest.toUtf8()) {
        if (isPlain(c))
            url += QLatin1Char(c);
        else
            url += QStringLiteral("%%1").arg(static_cast<unsigned char>(c), 2, 16, QLatin1Char('0')).toUpper();
    }
    return url;
}

bool isStrictFileUrl(QStringView url)
{
    if (!url.startsWith(QLatin1String("file://")) || url.size() < 9)
        return false;
    QStringView rest = url.mid(7);
    if (hasDrive(rest.mid(1).toString()))
        rest = rest.mid(3);
    for (qsizetype i = 0; i < rest.size(); ++i) {
        const QChar c = rest[i];
        if (c == u'%') {
            if (i + 2 >= rest.size() || !isHex(rest[i + 1]) || !isHex(rest[i + 2]))
                return false;
            i += 2;
        } else if (c.unicode() > 126 || !isPlain(c.toLatin1())) {
            return false;
        }
    }
    return true;
}

QString pathOfFileUrl(const QString &url)
{
    return QUrl::fromEncoded(url.toUtf8()).toLocalFile();
}

QString asciiFileName(const QString &name)
{
    // Decomposed, an accented letter keeps its base letter.
    QString ascii;
    for (const QChar c : name.normalized(QString::NormalizationForm_KD)) {
        if (c.unicode() < 127 && isPlain(c.toLatin1()) && c != u'/' && c != u'~')
            ascii += c;
        else if (!c.isMark() && !ascii.endsWith(u'_'))
            ascii += u'_';
    }
    while (ascii.endsWith(u'_') || ascii.endsWith(u'.'))
        ascii.chop(1);
    while (ascii.startsWith(u'_') || ascii.startsWith(u'.'))
        ascii.remove(0, 1);
    return ascii.isEmpty() ? QStringLiteral("untitled") : ascii.left(60);
}

} // namespace sc::interchange
