// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"

#include <QtCore/QDirIterator>
#include <QtCore/QFile>
#include <QtCore/QRegularExpression>
#include <QtCore/QSet>
#include <QtCore/QXmlStreamReader>
#include <QtTest/QTest>

namespace {

struct Plural
{
    QString source;
    QStringList forms;
    bool isFinished = true;
};

QString sourceFile(const QString &path)
{
    return qEnvironmentVariable("SC_SOURCE_DIR") + u'/' + path;
}

QList<Plural> readPlurals(const QString &path)
{
    QFile file(path);
    QList<Plural> all;
    if (!file.open(QIODevice::ReadOnly))
        return all;
    QXmlStreamReader xml(&file);
    Plural now;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == u"message")
            now = {};
        else if (xml.isStartElement() && xml.name() == u"source")
            now.source = xml.readElementText();
        else if (xml.isStartElement() && xml.name() == u"translation")
            now.isFinished = !xml.attributes().hasAttribute(QStringLiteral("type"));
        else if (xml.isStartElement() && xml.name() == u"numerusform")
            now.forms << xml.readElementText();
        else if (xml.isEndElement() && xml.name() == u"message")
            all << now;
    }
    return xml.hasError() ? QList<Plural>() : all;
}

// Texts with a number in the program's sources: tr("%n songs", nullptr, count), over several lines too.
QSet<QString> pluralsOfSources()
{
    static const QRegularExpression kCall(
        QStringLiteral(R"x((?:\btr|\btranslate)\(\s*(?:"[^"\n]*",\s*)?((?:"(?:[^"\\\n]|\\.)*"\s*)+),\s*nullptr)x"));
    static const QRegularExpression kJoint(QStringLiteral(R"x("\s*")x"));
    QSet<QString> found;
    for (const char *folder : {"core", "ui", "app"}) {
        QDirIterator files(sourceFile(QLatin1String(folder)), {QStringLiteral("*.cpp"), QStringLiteral("*.h")}, QDir::Files,
                           QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QString text = QString::fromUtf8(file.readAll());
            for (auto matches = kCall.globalMatch(text); matches.hasNext();) {
                QString literal = matches.next().captured(1).trimmed();
                literal = literal.mid(1, literal.size() - 2).replace(kJoint, QString());
                literal.replace(QStringLiteral("\\n"), QStringLiteral("\n")).replace(QStringLiteral("\\\""), QStringLiteral("\""));
                if (literal.contains(QStringLiteral("%n")))
                    found << literal;
            }
        }
    }
    return found;
}

} // namespace

// Numbers in English texts: every text with a number has its two forms, none is left over from a text that is gone.
class TestTranslations : public QObject
{
    Q_OBJECT

    QList<Plural> m_plurals;

private Q_SLOTS:
    void initTestCase()
    {
        m_plurals = readPlurals(sourceFile(QStringLiteral("resources/i18n/storycanvas_en.ts")));
        QVERIFY(m_plurals.size() > 20);
    }

    void everyPluralHasItsTwoForms()
    {
        for (const Plural &plural : m_plurals) {
            const QByteArray who = plural.source.toUtf8();
            QVERIFY2(plural.isFinished && plural.forms.size() == 2, who.constData());
            QVERIFY2(!plural.forms[0].isEmpty() && !plural.forms[1].isEmpty(), who.constData());
            QVERIFY2(!plural.forms[0].contains(QStringLiteral("(s)")) && !plural.forms[1].contains(QStringLiteral("(s)")), who.constData());
        }
    }

    // "1 songs" is read by nobody: a noun right behind the number is in the singular.
    void oneThingIsNotSeveral()
    {
        static const QRegularExpression kSeveral(QStringLiteral("%n (?:more |other )?\\w{2,}[^s\\W]s\\b"));
        for (const Plural &plural : m_plurals)
            QVERIFY2(!kSeveral.match(plural.forms[0]).hasMatch(), plural.forms[0].toUtf8().constData());
    }

    void everyPluralOfTheSourcesIsThere()
    {
        QSet<QString> known;
        for (const Plural &plural : m_plurals)
            known << plural.source;
        const QSet<QString> used = pluralsOfSources();
        QVERIFY(used.size() > 20);
        const QStringList missing = QSet<QString>(used).subtract(known).values();
        QVERIFY2(missing.isEmpty(),
                 qPrintable(QStringLiteral("run lupdate and make_english.py, for: ") + missing.join(QStringLiteral(" | "))));
        const QStringList stale = QSet<QString>(known).subtract(used).values();
        QVERIFY2(stale.isEmpty(), qPrintable(QStringLiteral("not in the sources any more: ") + stale.join(QStringLiteral(" | "))));
    }
};

SC_TEST(TestTranslations)
#include "tst_translations.moc"
